import '@/styles/tokens.css'
import '@/styles/base.css'
import './elements'
import './studio.css'
import { createApp } from 'vue'
import { serverKey, studioServer } from './api/server'
import { studioRouter } from './routes'
import StudioApp from './StudioApp.vue'

createApp(StudioApp).use(studioRouter()).provide(serverKey, studioServer()).mount('#app')
