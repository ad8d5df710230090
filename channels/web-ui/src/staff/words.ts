/** Everything a member of staff reads here that the server does not send. */
export { default as words } from '@/locales/staff.zh-CN.json'
export { fill } from '@/words'
