import type { EChartsCoreOption } from 'echarts/core'
import { fill, words } from '../../words'
import type { Colours } from '../charts/colours'
import { DRIFT, driftOf, FEW, percent, type DayShare, type Stack } from './counts'

/** What all drawings share; several series differ by pattern, too, not by colour alone. */
function base(colours: Colours, { patterns = false } = {}) {
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit', color: colours.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: patterns } },
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      renderMode: 'richText', // our content security policy allows no styles in HTML
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.control,
      textStyle: { color: colours.text },
    },
  }
}

const axis = (colours: Colours) => ({
  axisLabel: { color: colours.muted },
  axisLine: { lineStyle: { color: colours.control } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colours.line } },
})

const shortDay = (day: string) => day.slice(5).replace('-', '/')

/** Bars that stand on one another, a colour and a pattern each. */
export function stackedOption(colours: Colours, stacks: readonly Stack[], channels: readonly string[], nameOf: (name: string) => string): EChartsCoreOption {
  const paints = [colours.accent, colours.good, colours.careful, colours.control, colours.bad]
  return {
    ...base(colours, { patterns: true }),
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 0, left: 0, textStyle: { color: colours.text }, pageTextStyle: { color: colours.text }, pageIconColor: colours.accent, itemWidth: 28, itemHeight: 14 },
    tooltip: { ...base(colours).tooltip, trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: { ...axis(colours), type: 'category', data: stacks.map(({ name }) => nameOf(name)), splitLine: { show: false } },
    yAxis: { ...axis(colours), type: 'value', minInterval: 1 },
    series: channels.map((channel, index) => ({
      type: 'bar',
      stack: 'all',
      name: channelName(channel),
      color: paints[index % paints.length],
      barMaxWidth: 28,
      data: stacks.map(({ turns }) => turns[channel] ?? 0),
    })),
  }
}

export function channelName(channel: string): string {
  const names: Readonly<Record<string, string>> = words.channels
  return names[channel] ?? channel
}

/** A line over the days; a day on which few asked has a hollow point, and there is none where nobody did. */
export function coverageOption(colours: Colours, days: readonly DayShare[]): EChartsCoreOption {
  return {
    ...base(colours),
    tooltip: {
      ...base(colours).tooltip,
      trigger: 'axis',
      formatter: ([{ dataIndex }]: [{ dataIndex: number }]) => {
        const day = days[dataIndex]
        return day ? fill(words.figures.coverageOf, { day: day.day, share: percent(day.value), part: day.part, whole: day.whole }) : ''
      },
    },
    xAxis: { ...axis(colours), type: 'category', data: days.map(({ day }) => shortDay(day)), boundaryGap: false, splitLine: { show: false } },
    yAxis: { ...axis(colours), type: 'value', min: 0, max: 1, axisLabel: { color: colours.muted, formatter: (value: number) => `${Math.round(value * 100)}%` } },
    series: [
      {
        type: 'line',
        color: colours.accent,
        lineStyle: { width: 2 },
        symbolSize: 7,
        showAllSymbol: true,
        symbol: 'circle',
        data: days.map(({ value, whole }) => ({ value: value ?? '-', itemStyle: { color: whole < FEW ? colours.surface : colours.accent, borderColor: colours.accent, borderWidth: 2 } })),
      },
    ],
  }
}

export interface Bar {
  readonly name: string
  readonly turns: number
}

/** Lying bars, the first on top, each with its number. */
export function rankOption(colours: Colours, bars: readonly Bar[]): EChartsCoreOption {
  return {
    ...base(colours),
    grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
    xAxis: { show: false, type: 'value' },
    yAxis: {
      ...axis(colours),
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisLabel: { color: colours.text, width: 150, overflow: 'truncate' },
    },
    series: [{ type: 'bar', color: colours.accent, barMaxWidth: 18, data: bars.map(({ turns }) => turns), label: { show: true, position: 'right', color: colours.text } }],
  }
}

export interface Week {
  readonly week: string
  readonly index?: number | null | undefined
}

/** How far each week is from those before it, against the two bounds; each bar says which side it is on. */
export function driftOption(colours: Colours, weeks: readonly Week[]): EChartsCoreOption {
  const paint = { unknown: colours.control, none: colours.good, some: colours.careful, much: colours.bad }
  const bound = (at: number, color: string, formatter: string) => ({ yAxis: at, lineStyle: { color, type: 'dashed' }, label: { formatter, color, position: 'insideStartTop' } })
  return {
    ...base(colours),
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    xAxis: { ...axis(colours), type: 'category', data: weeks.map(({ week }) => shortDay(week)), splitLine: { show: false } },
    yAxis: { ...axis(colours), type: 'value', max: ({ max }: { max: number }) => Math.max(0.3, Math.ceil(max * 10) / 10) },
    series: [
      {
        type: 'bar',
        barMaxWidth: 36,
        data: weeks.map(({ index }) => ({ value: index ?? 0, itemStyle: { color: paint[driftOf(index)] }, label: { formatter: words.figures.drifts[driftOf(index)] } })),
        label: { show: true, position: 'top', color: colours.text },
        markLine: { silent: true, symbol: 'none', data: [bound(DRIFT.some, colours.careful, words.figures.driftSome), bound(DRIFT.much, colours.bad, words.figures.driftMuch)] },
      },
    ],
  }
}

export { shortDay }
