import './pictures.css';
import { useApp } from '../../store/hooks.ts';
import { offeredPicture, togglePicture, usePicture } from '../../store/picture.ts';
import { useText } from '../text.ts';

/** From the logs to the picture of a scene and back; absent where there is none. */
export function PictureWay() {
  const { pictures } = useText();
  const scenario = useApp((state) => state.scenario);
  const picture = usePicture();
  if (picture === 'none' && offeredPicture(scenario) === null) return null;
  return (
    <button type="button" className="picture-way" onClick={() => togglePicture(scenario)}>
      {picture === 'none' ? pictures.toPicture : pictures.toLogs}
    </button>
  );
}
