import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { computed, defineComponent, h, reactive, shallowRef } from 'vue'
import type { Complaint } from '../api/server'
import { fieldNamed, shapes } from '../content/shape'
import type { Tree } from '../content/tree'
import { situationsOf } from '../content/when'
import { provideForm, type Form } from './form'
import RowsEditor from './RowsEditor.vue'

const material = (id: string, name: string) => ({ id, name })

function draw(complaints: readonly Complaint[] = []) {
  const tree = shallowRef<Tree>(reactive({ materials: [material('old-card', '旧证'), material('photo', '照片')] }))
  let form: Form | undefined
  const screen = defineComponent(() => {
    form = provideForm({ tree, complaints: shallowRef(complaints), authors: shallowRef([]), situations: computed(() => situationsOf(tree.value)), sources: computed(() => []), locked: shallowRef(false) })
    return () => h(RowsEditor, { field: fieldNamed(shapes.matter, 'materials'), holder: tree.value, pointer: '' })
  })
  const page = mount(screen, { attachTo: document.body, global: { stubs: { IdPicker: true } } })
  const focused = () => document.activeElement?.closest('[data-pointer]')?.getAttribute('data-pointer')
  return { page, focused, seek: (pointer: string) => form?.seek(pointer), unfolded: () => page.findAll('tr.unfolded').length }
}

afterEach(() => {
  document.body.replaceChildren()
})

describe('a table of records', () => {
  it('says at which of its rows something is wrong', () => {
    const { page } = draw([{ file: 'matters/a.yaml', pointer: '/materials/1/id', severity: 'error', what: '编号重复' }])
    expect(page.findAll('tr').map((row) => row.classes('troubled'))).toEqual([false, false, true])
  })

  it('unfolds the row that is led into, and puts the cursor in the field', async () => {
    const { focused, seek, unfolded } = draw()
    expect(unfolded()).toBe(0)
    await seek('/materials/1/id')
    expect(unfolded()).toBe(1)
    expect(focused()).toBe('/materials/1/id')
  })

  it('stays folded where a field is meant that stands in the row', async () => {
    const { focused, seek, unfolded } = draw()
    await seek('/materials/0/name')
    expect(unfolded()).toBe(0)
    expect(focused()).toBe('/materials/0/name')
  })

  it('leads into the row where the row itself is meant, and to what is there where the rest is not', async () => {
    const { focused, seek } = draw()
    await seek('/materials/1')
    expect(focused()).toBe('/materials/1/name')
    await seek('/materials/7/name')
    expect(focused()).toBe('/materials/0/name')
  })
})
