import { createRouter, createWebHistory, type RouteRecordRaw, type RouterHistory } from 'vue-router'

/** Every screen has an address; the draft that is worked in goes along as `?draft=`. What is seldom used is loaded when it is opened. */
export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'matters' } },
  { path: '/matters', name: 'matters', component: () => import('./features/matters/MatterList.vue') },
  {
    path: '/matters/:id',
    component: () => import('./features/matter/MatterPage.vue'),
    props: true,
    children: [
      { path: '', name: 'matter', component: () => import('./features/matter/MatterForm.vue'), props: true },
      { path: 'templates', name: 'templates', component: () => import('./features/templates/TemplatesPage.vue'), props: true },
      { path: 'phrasings', name: 'phrasings', component: () => import('./features/phrasings/PhrasingsPage.vue'), props: true },
      { path: 'surroundings', name: 'surroundings', component: () => import('./features/surroundings/SurroundingsPage.vue'), props: true },
      { path: 'history', name: 'matter-history', component: () => import('./features/releases/MatterHistory.vue'), props: true },
    ],
  },
  { path: '/lexicon', name: 'lexicon', component: () => import('./features/lexicon/LexiconPage.vue') },
  { path: '/records/:kind(bundles|topics)', name: 'records', component: () => import('./features/records/RecordsPage.vue'), props: true },
  { path: '/links', name: 'links', component: () => import('./features/records/FilePage.vue'), props: { file: 'links.yaml' } },
  { path: '/file', name: 'file', component: () => import('./features/records/FilePage.vue'), props: ({ query }) => ({ file: String(query.file ?? '') }) },
  { path: '/history', name: 'history', component: () => import('./features/releases/HistoryPage.vue'), props: ({ query }) => ({ file: String(query.file ?? '') }) },
  { path: '/drafts', name: 'drafts', component: () => import('./features/drafts/DraftList.vue') },
  { path: '/drafts/:id', name: 'draft', component: () => import('./features/drafts/DraftPage.vue'), props: true },
  { path: '/drafts/:id/gate', name: 'gate', component: () => import('./features/drafts/GatePage.vue'), props: true },
  { path: '/releases', name: 'releases', component: () => import('./features/releases/ReleaseList.vue') },
  { path: '/misses', name: 'misses', component: () => import('./features/misses/MissList.vue') },
  { path: '/misses/:id', name: 'miss', component: () => import('./features/misses/MissPage.vue'), props: true },
  { path: '/proposals', name: 'proposals', component: () => import('./features/proposals/ProposalList.vue') },
  { path: '/figures', name: 'figures', component: () => import('./features/figures/FiguresPage.vue') },
  { path: '/why/:id?', name: 'why', component: () => import('./features/why/WhyPage.vue'), props: true },
  { path: '/:rest(.*)', name: 'nowhere', component: () => import('./NowherePage.vue') },
]

export function studioRouter(history: RouterHistory = createWebHistory('/studio/')) {
  const router = createRouter({ history, routes })
  // whoever works in a draft stays in it until they leave it by the switcher, which says so with an empty one
  router.beforeEach((to, from) => {
    if (to.query.draft !== undefined || typeof from.query.draft !== 'string' || from.query.draft === '') return true
    return { ...to, query: { ...to.query, draft: from.query.draft } }
  })
  router.afterEach((to, from) => {
    if (to.path !== from.path) window.scrollTo(0, 0)
  })
  return router
}
