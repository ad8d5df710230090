// It is always the same moment, so that a page that shows the day or the time looks the same tomorrow; timers go on.
;(() => {
  const now = Date.parse('2026-11-23T08:05:00Z')
  window.Date = class extends Date {
    constructor(...about) {
      super(...(about.length === 0 ? [now] : about))
    }

    static now() {
      return now
    }
  }
})()
