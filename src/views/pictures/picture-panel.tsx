import './pictures.css';
import { type ComponentType, Suspense } from 'react';
import type { PictureName } from '../../scenario/types.ts';
import { useApp } from '../../store/hooks.ts';
import { isWithheld, usePicture } from '../../store/picture.ts';
import { Coming } from '../coming.tsx';
import { later } from '../later.ts';
import { useText } from '../text.ts';
import type { PictureProps } from './picture-props.ts';

type Picture = ComponentType<PictureProps>;

const PICTURES: { readonly [P in Exclude<PictureName, 'none'>]: Picture } = {
  elections: later(() => import('./elections.tsx')),
  vote: later(() => import('./vote-code.tsx')),
  clocks: later(() => import('./two-clocks.tsx')),
};

/** Where letters stand round a drawing, px. */
const SMALL = 12;

/** The picture that stands where the logs are. */
export default function PicturePanel({ text }: { readonly text?: number }) {
  const { pictures } = useText();
  const picture = usePicture();
  const isAsking = useApp(isWithheld);
  if (picture === 'none') return null;
  const Picture = PICTURES[picture];
  return (
    <div className="picture" style={text === undefined ? undefined : { fontSize: text }}>
      {isAsking && picture !== 'clocks' && <p className="picture-withheld">{pictures.withheld[picture]}</p>}
      <Suspense fallback={<Coming />}>
        <Picture isAsking={isAsking} text={text ?? SMALL} />
      </Suspense>
    </div>
  );
}
