import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { budget } from './budget.ts'
import { page } from './page.ts'
import words from './src/locales/desk.zh-CN.json' with { type: 'json' }
import chat from './vite.config.ts'

/**
 * The page of those who take calls and hand-offs, built by itself after the chat page: a part that both loaded would hold what either needs.
 * Its addresses go deeper than one folder, so what it loads is named from the root. Work orders are loaded when they are opened;
 * they count, too: an agent opens them every day, and what comes with them is little. What supervisors and experts open does not.
 */
const LATER = /(?:BoardPage|CallsPage|CallPage|ConsultsPage)-[^/]*$/

export default defineConfig({
  ...chat,
  base: '/',
  plugins: [vue(), page(words.page), budget(100_000, ({ fileName }) => /\.(js|css|html)$/.test(fileName) && !LATER.test(fileName))],
  build: { ...chat.build, emptyOutDir: false, rolldownOptions: { input: 'desk.html' } },
})
