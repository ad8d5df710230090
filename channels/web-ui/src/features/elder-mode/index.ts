export { useElderMode } from './useElderMode'
export { useReadAloud } from './useReadAloud'
