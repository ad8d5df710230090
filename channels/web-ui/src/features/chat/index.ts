export { default as ChatView } from './ChatView.vue'
