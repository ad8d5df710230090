import type { Draft } from '../../api/server'

/** The colour that goes with the words of a state. */
export const stateBadge: Record<Draft['state'], string> = { editing: '', waiting: 'accent', returned: 'careful', approved: 'good' }
