import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a PDF says, page by page, without its blanks: a renderer may set a line in pieces. */
export const printedPages = async (pdf: Uint8Array): Promise<string[]> => {
  const loading = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages = Array.from({ length: document.numPages }, (_, at) => at + 1);
  const texts = await Promise.all(
    pages.map(async (no) => {
      const { items } = await (await document.getPage(no)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    }),
  );
  await loading.destroy();
  return texts.map((text) => text.replace(/\s/g, ''));
};
