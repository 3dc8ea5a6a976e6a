/** What everybody may read of how a complaint was handled. */
export class PublishedResultDto {
  /** @example "关于餐厅结账投诉的处理情况" */
  title: string;
  text: string;
  /** ISO 8601, UTC. */
  publishedAt: string;
  /** Whether the complaint was right. */
  substantiated: boolean;
  /** Category of the plan. */
  category?: string;
}

/** A page of what was made public, latest first. */
export class PublishedResultPageDto {
  items: PublishedResultDto[];
  /** Give it as `cursor` to read on; absent on the last page. */
  next?: string;
}
