export { default as AnswerFeedback } from './AnswerFeedback.vue'
export { type Feedback } from './api'
export { default as RatingCard } from './RatingCard.vue'
export { useOpinions } from './useOpinions'
