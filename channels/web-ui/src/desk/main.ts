import '@/styles/tokens.css'
import '@/styles/base.css'
import { createApp } from 'vue'
import DeskView from './DeskView.vue'

createApp(DeskView).mount('#app')
