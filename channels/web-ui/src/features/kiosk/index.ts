export { default as IdleWarning } from './IdleWarning.vue'
export { default as KioskBanner } from './KioskBanner.vue'
export { useIdle } from './useIdle'
