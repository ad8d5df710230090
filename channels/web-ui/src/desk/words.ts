/** Everything a member of staff reads that the server does not send. */
export { default as words } from '@/locales/desk.zh-CN.json'
export { fill } from '@/words'
