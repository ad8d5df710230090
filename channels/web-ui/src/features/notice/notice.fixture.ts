import type { noticeOf } from './notice'

/** An answer with every kind of block, for tests. */
export const anAnswer: Parameters<typeof noticeOf>[0] = {
  matterName: '居民户口簿补领',
  verdict: 'yes',
  release: 'r-1',
  sources: [
    { title: '户口登记条例', article: '第四条' },
    { title: '办事指南', url: 'https://www.zjzwfw.gov.cn/' },
  ],
  blocks: [
    { type: 'text', text: '可以网上办。\n\n全程不用跑。' },
    {
      type: 'checklist',
      title: '要准备的材料',
      items: [
        { id: 'id', label: '居民身份证', note: '原件', required: true },
        { id: 'loss', label: '遗失声明', required: false },
      ],
    },
    { type: 'steps', title: '怎么办', items: [{ text: '申请', where: '浙里办' }, { text: '领证' }] },
    { type: 'list', title: '特殊情形', items: [{ title: '户主不在', text: '家人也能办' }, { text: '其他' }] },
    { type: 'link', title: '浙里办', url: 'https://www.zjzwfw.gov.cn/', note: '搜“户口簿补领”' },
    { type: 'phone', label: '热线', number: '12345' },
    { type: 'media', kind: 'image', title: '样张', url: '/media/a.png' },
    { type: 'choices', items: [{ id: 'fee', label: '要多少钱？' }] },
  ],
}
