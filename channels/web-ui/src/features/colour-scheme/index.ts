export { default as ColourSchemeSwitch } from './ColourSchemeSwitch.vue'
export { useColourScheme } from './useColourScheme'
