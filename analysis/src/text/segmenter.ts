/**
 * Cuts Chinese text into words. The words joined give the text back. `id` names implementation and dictionary and
 * stands beside every result, since another segmenter counts other words.
 */
export interface Segmenter {
  readonly id: string;
  cut(text: string): readonly string[];
}
