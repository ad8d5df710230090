import '@/styles/tokens.css'
import '@/styles/base.css'
import { createApp } from 'vue'
import { ChatView } from '@/features/chat'

createApp(ChatView).mount('#app')
