export { default as SuggestionPanel } from './SuggestionPanel.vue'
