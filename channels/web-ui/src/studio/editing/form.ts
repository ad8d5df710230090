import { computed, inject, provide, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Complaint, LastChange } from '../api/server'
import { namedPath, type Tree } from '../content/tree'
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
  const form: Form = {
    situations,
    sources,
    locked,
    complaintsAt: (pointer) => complaints.value.filter((complaint) => complaint.pointer === pointer),
    isTroubled: (pointer) => complaints.value.some((complaint) => complaint.pointer === pointer || complaint.pointer?.startsWith(`${pointer}/`) === true),
    authorOf: (pointer) => (tree.value === undefined ? undefined : byField.value.get(namedPath(tree.value, pointer).join('/'))),
  }
  provide(formKey, form)
  return form
}

const none = computed(() => [])
const bare: Form = { situations: none, sources: none, locked: shallowRef(false), complaintsAt: () => [], isTroubled: () => false, authorOf: () => undefined }

export function useForm(): Form {
  return inject(formKey, bare)
}
