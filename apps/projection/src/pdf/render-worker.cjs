// Runs in a worker thread (see pdf-renderer.ts): lays a page description out and embeds the letters it needs of the font.
// Plain JavaScript, so that the same file serves the built service and the specs, which run from the sources.
const { readFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const fontkit = require('fontkit');
const pdfmake = require('pdfmake');
const subsetFont = require('subset-font');

const folder = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts');
const faces = { normal: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' };
/** What stands where the font has no letter: the geta mark, which printers put for a missing type. */
const missing = '〓';
/** Signs of text that leave nothing on paper: marks of joining, direction and variation, controls without the line break. */
const invisible = /[\p{Cf}\p{Variation_Selector}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu;
const always = '0123456789 -/〓';

let loaded;
const load = async () => {
  const [normal, bold] = await Promise.all([faces.normal, faces.bold].map((name) => readFile(join(folder, name))));
  return { normal, bold, letters: new Set(fontkit.create(normal).characterSet) };
};

/** The text as it can be printed: what the font lacks is a geta mark. */
const printable = (text, letters) =>
  Array.from(text.normalize('NFC').replace(/\t/g, ' ').replace(invisible, ''), (letter) =>
    letter === '\n' || letters.has(letter.codePointAt(0)) ? letter : missing,
  ).join('');

/** Makes every text of a page description printable, and puts down which letters each face needs. */
const prepare = (part, letters, used, isBold = false) => {
  if (typeof part === 'string') {
    const text = printable(part, letters);
    used[isBold ? 'bold' : 'normal'].push(text);
    return text;
  }
  if (Array.isArray(part)) return part.map((one) => prepare(one, letters, used, isBold));
  if (typeof part !== 'object' || part === null) return part;
  const bold = part.bold ?? isBold;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, prepare(value, letters, used, bold)]));
};

/** Without features and hints: Chinese needs none of them, and they are most of the work. */
const subset = (font, texts) =>
  subsetFont(font, always + texts.join(''), {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
  });

const thin = () => 0.6;
const grey = () => '#8a949c';
pdfmake.setTableLayouts({
  ruled: {
    hLineWidth: thin,
    vLineWidth: thin,
    hLineColor: grey,
    vLineColor: grey,
    paddingLeft: () => 5,
    paddingRight: () => 5,
    paddingTop: () => 3,
    paddingBottom: () => 4,
  },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);

/** A page description with the texts of its footer; `{page}` and `{pages}` stand for the numbers. */
module.exports = async ({ definition, footer }) => {
  loaded ??= load();
  const { normal, bold, letters } = await loaded;
  const used = { normal: [], bold: [] };
  const printed = prepare(definition, letters, used);
  const foot = prepare(footer, letters, used);
  pdfmake.virtualfs.writeFileSync('normal.otf', await subset(normal, used.normal));
  pdfmake.virtualfs.writeFileSync('bold.otf', await subset(bold, used.bold));
  pdfmake.setFonts({ noto: { normal: 'normal.otf', bold: 'bold.otf' } });
  const numbered = (page, pages) => foot.right.replace('{page}', page).replace('{pages}', pages);
  const pdf = await pdfmake
    .createPdf({
      ...printed,
      defaultStyle: { ...printed.defaultStyle, font: 'noto' },
      footer: (page, pages) => ({
        columns: [
          { text: foot.left, width: '*' },
          { text: numbered(page, pages), alignment: 'right', width: 'auto' },
        ],
        columnGap: 12,
        fontSize: 8,
        color: '#555555',
        margin: foot.margin,
      }),
    })
    .getBuffer();
  return new Uint8Array(pdf);
};
