import { ComplaintItemDto, TodoDto } from './complaint-item.dto';

/** A complaint and what the signed-in person must do about it. */
export class WorklistItemDto {
  tasks: TodoDto[];
  complaint: ComplaintItemDto;
}

/** A page of the worklist, most urgent first. */
export class WorklistPageDto {
  items: WorklistItemDto[];
  /** Give it as `cursor` to read on; absent on the last page. */
  next?: string;
}
