/** Everything an editor reads that the server does not send. */
export { default as words } from '@/locales/studio.zh-CN.json'
export { fill } from '@/words'
