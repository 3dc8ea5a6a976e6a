import type { DemoTexts } from '../texts';
import type { Equation, Tally } from './tally';

const counts = ({ counts: found }: Equation, texts: DemoTexts): string =>
  Object.entries(found)
    .map(([name, count]) => `${texts.counts[name] ?? name} ${count}`)
    .join(texts.comma);

/** The count in words: every equation, then whether all of them hold. */
export const summaryOf = (tally: Tally, texts: DemoTexts): string[] => {
  const { equations, broken, untold, figures } = tally;
  const rows = equations.map(
    (equation) =>
      `  ${broken.includes(equation) ? '✗' : '✓'} ${texts.equation(equation.name)}: ${counts(equation, texts)}`,
  );
  const wrong = [
    ...broken.map((equation) => `  ${texts.equation(equation.name)}: ${counts(equation, texts)}`),
    ...(untold.length > 0 ? [`  ${texts.untold(untold.length)}`] : []),
  ];
  return [
    texts.summary,
    ...rows,
    texts.figures(figures),
    ...(wrong.length > 0 ? [texts.differs, ...wrong] : [texts.addsUp]),
  ];
};
