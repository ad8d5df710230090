export { default as MovedList } from './MovedList.vue'
