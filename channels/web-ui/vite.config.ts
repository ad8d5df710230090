import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { budget } from './budget.ts'
import { page } from './page.ts'
import words from './src/locales/zh-CN.json' with { type: 'json' }

export default defineConfig({
  base: './', // the Java server serves dist/ as it is
  plugins: [vue(), page(words.page), budget(120_000, ({ fileName, isEntry }) => isEntry || /\.(css|html)$/.test(fileName))],
  define: { __VUE_OPTIONS_API__: 'false' },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: ['es2020', 'chrome87', 'safari14', 'firefox78'], // the browsers inside WeChat are not young
    modulePreload: false, // one chunk; what is loaded later is loaded alone
    assetsInlineLimit: 0, // no data: addresses, so that a strict content security policy fits
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], restoreMocks: true },
})
