import 'vue'

/** What any element may carry, and what Element Plus hands on to its own. */
declare module 'vue' {
  interface HTMLAttributes {
    [data: `data-${string}`]: unknown
  }
  interface ComponentCustomProps {
    [data: `data-${string}`]: unknown
    [aria: `aria-${string}`]: unknown
    role?: string
    onMousedown?: (event: MouseEvent) => void
  }
}
