export type { Message } from './api'
export { default as HandoffPanel } from './HandoffPanel.vue'
export { useHandoff, type Stage } from './useHandoff'
