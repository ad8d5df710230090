export { default as ChatView } from './ChatView.vue'
export { default as ReplyContent } from './components/ReplyContent.vue'
export { readReply, type Reply } from './reply'
