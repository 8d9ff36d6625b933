export interface PictureProps {
  /** A question is open: what would give its answer away is withheld. */
  readonly isAsking: boolean;
  /** How high letters are, px: a stage has larger ones. */
  readonly text: number;
}
