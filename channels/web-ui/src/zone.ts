/** Where the city is, and its days begin and end: so the server counts them, wherever whoever looks is. */
export const timeZone = 'Asia/Shanghai'
