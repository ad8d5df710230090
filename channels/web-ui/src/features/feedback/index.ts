export { default as AnswerFeedback } from './AnswerFeedback.vue'
export { opinionPoster, type Feedback, type Rating } from './api'
export { default as RatingCard } from './RatingCard.vue'
