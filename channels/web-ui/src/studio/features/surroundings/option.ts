import type { EChartsCoreOption } from 'echarts/core'
import { words } from '../../words'
import type { Colours } from '../charts/colours'
import type { NodeKind, Surroundings } from './surroundings'

/** In which column each kind stands: what is around, the matter, what belongs to it, the law behind that. */
const COLUMN: Readonly<Record<NodeKind, number>> = { neighbour: 0, bundle: 0, self: 1, material: 2, condition: 2, law: 3 }
const [WIDTH, HEIGHT] = [184, 26]
const COLUMNS = Object.values(words.surroundings.columns)

/** How many boxes stand on one another where most do. */
export function tallest({ nodes }: Surroundings): number {
  return Math.max(...COLUMNS.map((_, column) => nodes.filter(({ kind }) => COLUMN[kind] === column).length))
}

/** Boxes in columns, each kind with its own frame, joined from left to right. */
export function graphOption(colours: Colours, surroundings: Surroundings): EChartsCoreOption {
  const rows = tallest(surroundings)
  const frame = (borderColor: string, borderType: string, borderWidth = 1.5) => ({ borderColor, borderType, borderWidth })
  const frames: Readonly<Record<NodeKind, ReturnType<typeof frame>>> = {
    self: frame(colours.accent, 'solid', 3),
    material: frame(colours.good, 'solid'),
    condition: frame(colours.careful, 'dashed'),
    law: frame(colours.control, 'solid'),
    neighbour: frame(colours.bad, 'dotted'),
    bundle: frame(colours.accent, 'dashed'),
  }
  const axis = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } }
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 0, right: 0, top: 32, bottom: 4 },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.control,
      textStyle: { color: colours.text, width: 320, overflow: 'break' },
      formatter: ({ dataType, dataIndex }: { dataType: string; dataIndex: number }) => {
        const node = dataType === 'node' ? surroundings.nodes[dataIndex] : undefined
        return node ? [`${words.surroundings.kinds[node.kind]}：${node.name}`, node.note].filter((line) => line !== '').join('\n') : ''
      },
    },
    xAxis: { ...axis, type: 'category', position: 'top', data: COLUMNS, axisLabel: { color: colours.muted, interval: 0 } },
    yAxis: { ...axis, type: 'value', min: 0, max: rows, inverse: true, axisLabel: { show: false } },
    series: [
      {
        type: 'graph',
        coordinateSystem: 'cartesian2d',
        symbol: 'rect',
        symbolSize: [WIDTH, HEIGHT], // only to be pointed at: what is seen is the label, whose frame keeps its shape
        itemStyle: { color: 'transparent' },
        lineStyle: { color: colours.control, opacity: 0.6, width: 1 },
        emphasis: { focus: 'adjacency', lineStyle: { width: 2, opacity: 1 } },
        label: {
          show: true,
          position: 'inside',
          color: colours.text,
          fontSize: 12,
          width: WIDTH - 16,
          height: HEIGHT,
          lineHeight: HEIGHT,
          padding: [0, 8],
          align: 'center',
          overflow: 'truncate',
          backgroundColor: colours.surface,
          borderRadius: 6,
        },
        data: surroundings.nodes.map((node) => {
          const column = surroundings.nodes.filter(({ kind }) => COLUMN[kind] === COLUMN[node.kind])
          return {
            name: node.id,
            value: [COLUMN[node.kind], (rows - column.length) / 2 + column.indexOf(node) + 0.5],
            label: { formatter: node.short.replaceAll('{', '｛'), fontWeight: node.kind === 'self' ? 'bold' : 'normal', ...frames[node.kind] },
          }
        }),
        edges: surroundings.edges.map(({ source, target }) => ({ source, target })),
      },
    ],
  }
}
