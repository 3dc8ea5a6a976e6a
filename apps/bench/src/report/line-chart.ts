/** A line of a chart: what it is, and where it goes. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface LineChart {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly series: readonly Series[];
}

const size = { width: 760, height: 420, left: 60, right: 190, top: 50, bottom: 50 };
const colours = ['#0b6e4f', '#c8553d', '#28536b', '#b38a00', '#7a3e9d', '#4a4a4a', '#009fb7'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(content)}</text>`;

const short = (value: number): string => {
  if (value >= 1_000_000) return `${value / 1_000_000} M`;
  return value >= 1_000 ? `${value / 1_000} k` : String(Number(value.toPrecision(3)));
};

/** A line chart with a logarithmic x axis and a y axis from zero, as a standalone SVG. */
export const lineChart = ({ title, xTitle, yTitle, series }: LineChart): string => {
  const points = series.flatMap((one) => one.points);
  const xs = [...new Set(points.map(({ x }) => x))].toSorted((a, b) => a - b);
  const [first = 1, last = first * 10] = [xs[0], xs.length > 1 ? xs.at(-1) : undefined];
  const top = Math.max(...points.map(({ y }) => y), 1) * 1.1;
  const x = (value: number): number =>
    size.left + (Math.log(value / first) / Math.log(last / first)) * (size.width - size.left - size.right);
  const y = (value: number): number =>
    size.height - size.bottom - (value / top) * (size.height - size.top - size.bottom);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
  const grid = ticks.map((tick) => {
    const line = `<line x1="${size.left}" x2="${size.width - size.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}" stroke="#ddd"/>`;
    return line + text(size.left - 8, y(tick) + 4, short(tick), 'text-anchor="end"');
  });
  const lines = series.map(({ name, points: own }, index) => {
    const colour = colours[index % colours.length];
    const path = own.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ');
    const dots = own.map(
      (point) => `<circle cx="${x(point.x).toFixed(1)}" cy="${y(point.y).toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    const legend = text(size.width - size.right + 16, size.top + 10 + index * 20, name, `fill="${colour}"`);
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${legend}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    text(size.left, 24, title, 'font-size="15"'),
    text(size.left, 42, yTitle, 'fill="#666"'),
    ...grid,
    ...xs.map((value) => text(x(value), size.height - size.bottom + 18, short(value), 'text-anchor="middle"')),
    text(size.left, size.height - 10, xTitle, 'fill="#666"'),
    ...lines,
    '</svg>',
    '',
  ].join('\n');
};
