/** The parts of Element Plus that the page uses, each with its style: a part that is not named here is not loaded. */
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-button.css'
import 'element-plus/theme-chalk/el-checkbox.css'
import 'element-plus/theme-chalk/el-dialog.css'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-message-box.css'
import 'element-plus/theme-chalk/el-option.css'
import 'element-plus/theme-chalk/el-overlay.css'
import 'element-plus/theme-chalk/el-pagination.css'
import 'element-plus/theme-chalk/el-popper.css'
import 'element-plus/theme-chalk/el-progress.css'
import 'element-plus/theme-chalk/el-scrollbar.css'
import 'element-plus/theme-chalk/el-select.css'
import 'element-plus/theme-chalk/el-select-dropdown.css'
import 'element-plus/theme-chalk/el-tag.css'

import { ElConfigProvider as ConfigProvider, ElOption as Option, ElSelect as Select } from 'element-plus'
import type { Component } from 'vue'

export { ElButton, ElCheckbox, ElDialog, ElInput, ElMessageBox, ElPagination, ElProgress } from 'element-plus'
/** What their types say of their properties does not hold under our compiler's options. */
export const ElConfigProvider = ConfigProvider as Component
export const ElSelect = Select as Component
export const ElOption = Option as Component
export { zhCn as chinese } from 'element-plus/es/locale/index'
