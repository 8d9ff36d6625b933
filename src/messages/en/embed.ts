/** The page in a frame of another one, and what the share window offers for it. */
export const embed = {
  openWhole: 'Open in Raftlight',
  clickForKeys: 'Click to use the keys',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',

  frame: 'In a page or a slide',
  aboutFrame: 'This moment in a frame, with the bar to play it. It keeps nothing and asks for no cookies.',
  frameTitle: (title: string) => `Raftlight: ${title}`,
  theme: 'Light or dark',
  themes: { own: 'as the reader has it', light: 'light', dark: 'dark' },
  code: 'Code of the frame',
  copyCode: 'Copy code',
  copied: 'The code of the frame is copied.',
  fromDisk: 'This page was opened from a disk: the link leads only here. Open it where it is served to share it.',

  oneFile: 'Raftlight in one file',
  aboutOneFile: 'to take along: it opens from a disk, without a network.',

  qr: 'QR code',
  qrOf: (title: string) => `QR code: ${title}`,
  /** What stands in place of the picture for whoever cannot see it. */
  qrImage: (url: string) => `QR code of the link ${url}`,
  qrLarge: 'Show the code large',
  qrTooLong: 'This link is too long for a code that a phone reads from a seat. A scene’s link is short enough.',
};
