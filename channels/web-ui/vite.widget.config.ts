import { defineConfig } from 'vite'
import { budget } from './budget.ts'

/** `widget.js`, which other people's pages load: one plain script under a name that does not change. After the page's own build. */
export default defineConfig({
  publicDir: false,
  plugins: [budget(6_000, () => true)],
  build: {
    target: ['es2020', 'chrome87', 'safari14', 'firefox78'],
    emptyOutDir: false,
    lib: { entry: 'src/widget/main.ts', formats: ['iife'], name: 'govChatWidget', fileName: () => 'widget.js' },
  },
})
