import { computed, inject, nextTick, provide, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Complaint, LastChange } from '../api/server'
import { isWithin, namedPath, type Tree } from '../content/tree'
import type { Situation } from '../content/when'
import type { Named } from '../workspace'

/** What the fields of a form share: the file they stand in, and what is said about it. */
export interface Form {
  readonly situations: ComputedRef<readonly Situation[]>
  /** Law, guides and notices that a `basis` may name. */
  readonly sources: ComputedRef<readonly Named[]>
  readonly locked: Readonly<Ref<boolean>>
  readonly complaintsAt: (pointer: string) => readonly Complaint[]
  /** Whether something below is complained about. */
  readonly isTroubled: (pointer: string) => boolean
  readonly authorOf: (pointer: string) => LastChange | undefined
  /** What somebody is to be brought to: whatever hides it opens. */
  readonly sought: Readonly<Ref<string | undefined>>
  /** Brings whoever edits to a field, or to what is nearest around it. */
  readonly seek: (pointer: string) => Promise<void>
}

const formKey: InjectionKey<Form> = Symbol('form')

export function provideForm({
  tree,
  complaints,
  authors,
  situations,
  sources,
  locked,
}: {
  tree: Readonly<Ref<Tree | undefined>>
  complaints: Readonly<Ref<readonly Complaint[]>>
  authors: Readonly<Ref<readonly LastChange[]>>
  situations: ComputedRef<readonly Situation[]>
  sources: ComputedRef<readonly Named[]>
  locked: Readonly<Ref<boolean>>
}): Form {
  const byField = computed(() => new Map(authors.value.map((change) => [change.field.path.join('/'), change])))
  const sought = shallowRef<string>()
  const form: Form = {
    situations,
    sources,
    locked,
    complaintsAt: (pointer) => complaints.value.filter((complaint) => complaint.pointer === pointer),
    isTroubled: (pointer) => complaints.value.some((complaint) => isWithin(complaint.pointer, pointer)),
    authorOf: (pointer) => (tree.value === undefined ? undefined : byField.value.get(namedPath(tree.value, pointer).join('/'))),
    sought,
    seek: async (pointer) => {
      sought.value = pointer
      await nextTick()
      sought.value = undefined
      bringTo(pointer)
    },
  }
  provide(formKey, form)
  return form
}

/** Into the field, or into what is nearest around it. */
function bringTo(pointer: string) {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const field = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(place)}"]`)
    if (!field) continue
    field.scrollIntoView({ block: 'center' })
    field.querySelector<HTMLElement>('input, textarea, button, [role="textbox"]')?.focus({ preventScroll: true })
    return
  }
}

const none = computed(() => [])
const bare: Form = { situations: none, sources: none, locked: shallowRef(false), complaintsAt: () => [], isTroubled: () => false, authorOf: () => undefined, sought: shallowRef(), seek: () => Promise.resolve() }

export function useForm(): Form {
  return inject(formKey, bare)
}
