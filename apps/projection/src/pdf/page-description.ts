/** What every piece of a page may say of itself; lengths in points, margins left, top, right, bottom. */
interface Piece {
  readonly bold?: boolean;
  readonly fontSize?: number;
  readonly color?: string;
  readonly alignment?: 'left' | 'center' | 'right';
  readonly margin?: readonly [number, number, number, number];
}

/** A piece of text. */
export interface TextPiece extends Piece {
  readonly text: string;
  /** Breaks words anywhere, where no line can take them. */
  readonly wordBreak?: 'break-all';
}

/** A cell of a table; one after a cell that spans several is empty. */
export type Cell = '' | (TextPiece & { readonly colSpan?: number; readonly fillColor?: string });

/** A table, whose header rows are repeated on every page. */
export interface TablePiece extends Piece {
  readonly table: {
    readonly headerRows?: number;
    readonly widths: readonly (number | '*' | 'auto')[];
    readonly body: readonly (readonly Cell[])[];
  };
  readonly layout: 'ruled';
}

/** Pieces below each other. */
export interface Stack {
  readonly width?: '*';
  readonly stack: readonly TextPiece[];
}

/** Pieces beside each other, on one page. */
export interface ColumnsPiece extends Piece {
  readonly columns: readonly Stack[];
  readonly columnGap: number;
  readonly unbreakable?: boolean;
}

/** What pages are made of. */
export type Content = TextPiece | TablePiece | ColumnsPiece;

/** A document as pdfmake lays it out: data alone, for it goes to another thread. */
export interface PageDescription {
  readonly info: { readonly title: string; readonly author: string; readonly creator: string };
  readonly language: string;
  readonly pageSize: 'A4';
  readonly pageOrientation: 'portrait' | 'landscape';
  readonly pageMargins: readonly [number, number, number, number];
  readonly defaultStyle: { readonly fontSize: number; readonly lineHeight: number };
  /** Stands across every page. */
  readonly watermark?: Pick<TextPiece, 'text' | 'bold' | 'color' | 'fontSize'> & { readonly opacity: number };
  readonly content: readonly Content[];
}
