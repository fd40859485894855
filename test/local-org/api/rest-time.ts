/** A moment as REST answers write it: `2026-11-24T08:00:00.000+0000`. */
export function restTime(time: Date): string {
  return time.toISOString().replace('Z', '+0000');
}
