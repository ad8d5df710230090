/** What the page remembers between two visits. Where a browser forbids that, nothing is kept and nothing fails. */
export interface Memory {
  readonly read: (key: string) => string | null
  /** False if it was not kept. */
  readonly write: (key: string, value: string) => boolean
  readonly forget: (key: string) => void
}

/** Remembers in one of the browser's storages; even naming it may throw. */
export function memoryIn(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Memory {
  return {
    read: (key) => attempt(() => storage().getItem(key), null),
    write: (key, value) =>
      attempt(() => {
        storage().setItem(key, value)
        return true
      }, false),
    forget: (key) => {
      attempt(() => {
        storage().removeItem(key)
      }, undefined)
    },
  }
}

/** Outlives the visit, on this device. */
export const deviceMemory = memoryIn(() => window.localStorage)
/** Outlives a reload, and ends with the tab. */
export const tabMemory = memoryIn(() => window.sessionStorage)
/** For a device that many people share. */
export const noMemory: Memory = { read: () => null, write: () => false, forget: () => undefined }

function attempt<T>(what: () => T, otherwise: T): T {
  try {
    return what()
  } catch {
    return otherwise
  }
}
