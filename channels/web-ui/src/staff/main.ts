import '@/styles/tokens.css'
import '@/styles/base.css'
import './staff.css'
import { createApp } from 'vue'
import StaffView from './StaffView.vue'

createApp(StaffView).mount('#app')
