import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { budget } from './budget.ts'
import { page } from './page.ts'
import words from './src/locales/staff.zh-CN.json' with { type: 'json' }
import chat from './vite.config.ts'

/** Where staff log in and look after accounts, built by itself like the desk. */
export default defineConfig({
  ...chat,
  plugins: [vue(), page(words.page), budget(80_000, ({ fileName }) => /\.(js|css|html)$/.test(fileName))],
  build: { ...chat.build, emptyOutDir: false, rolldownOptions: { input: 'login.html' } },
})
