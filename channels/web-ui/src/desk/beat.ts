// runs in a worker, whose timers go on as they are while its tab is out of sight
setInterval(() => {
  postMessage(null)
}, 1000)
