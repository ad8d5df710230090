export { useEmbed } from './useEmbed'
