import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { budget } from './budget.ts'
import { page } from './page.ts'
import words from './src/locales/studio.zh-CN.json' with { type: 'json' }
import chat from './vite.config.ts'

/**
 * The editors' page, built by itself as the desk is. Its addresses go deeper than one folder, so what it loads is named from the root.
 * All of it counts as its first load, but for the drawing of charts, which comes with the first chart.
 */
export default defineConfig({
  ...chat,
  base: '/',
  plugins: [vue(), page(words.page), budget(400_000, ({ fileName }) => /\.(js|css|html)$/.test(fileName) && !/\/echarts-/.test(fileName))],
  build: {
    ...chat.build,
    target: ['es2022', 'chrome111', 'edge111', 'firefox121', 'safari16.4'], // on the desks of an office, not inside WeChat
    emptyOutDir: false,
    rolldownOptions: { input: 'studio.html' },
  },
})
