export { isWorthTaking, noticeOf, type Notice } from './notice'
export { default as NoticeSheet } from './NoticeSheet.vue'
export { savePicture } from './savePicture'
export { usePrint } from './usePrint'
