import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { StudioError, type Figures, type StudioServer } from '../../api/server'
import type { ChosenPeriod } from './period'
import { useFigures } from './useFigures'

const figures = (from: string) => ({ from }) as Figures

describe('useFigures', () => {
  it('forgets an answer about other days that came too late, and keeps what it has when one fails', async () => {
    const answers: { come: (found: Figures) => void; fail: (why: StudioError) => void }[] = []
    const server = { figures: vi.fn<StudioServer['figures']>(() => new Promise((come, fail) => answers.push({ come, fail }))) }
    const period = shallowRef<ChosenPeriod>({ from: '2026-11-01', to: '2026-11-03', channel: '' })
    const state = effectScope(true).run(() => useFigures({ server, period }))
    period.value = { from: '2026-10-01', to: '2026-11-03', channel: 'web' }
    await flushPromises()
    expect(server.figures.mock.calls.map(([asked]) => asked)).toEqual([
      { from: '2026-11-01', to: '2026-11-03' },
      { from: '2026-10-01', to: '2026-11-03', channel: 'web' },
    ])
    answers[1]?.come(figures('new'))
    answers[0]?.come(figures('old'))
    await flushPromises()
    expect([state?.figures.value?.from, state?.loading.value]).toEqual(['new', false])

    void state?.load()
    answers[2]?.fail(new StudioError('unreachable', 'asking'))
    await flushPromises()
    expect([state?.figures.value?.from, state?.trouble.value?.trouble]).toEqual(['new', 'unreachable'])
  })
})
