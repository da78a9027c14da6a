// One view of the scene and the settings that it is drawn with (renderer/splat/view_data.h fills it). Scene units, pixels, OpenCV
// axes; reconstruction/scene/raster_settings.h says what the settings mean. No branch depends on it alone: lavapipe compiles a kernel
// anew for each frame where a uniform decides one. Those are constants of the kernels.
struct ViewData {
  vec4 rowX, rowY, rowZ;  // rotation of camera_from_scene, row by row
  vec4 centre;            // xyz: of the camera; w: normalised time tau
  vec4 lens;              // fx, fy, cx, cy
  vec4 limits;            // xy: of |x / z|, |y / z| in the Jacobian; z: near plane; w: low-pass, px^2
  vec4 alpha;             // alphaMin, alphaMax, transmittanceStop, temporalPrune
  vec4 background;        // rgb, 0 where the picture is to be premultiplied; w: pi * 2 / period of the time harmonics
  uvec4 image;            // width, height, tiles in a row of the official footprint's 16x16 tiles, and rows of them
  uvec4 region;           // tiles drawn: first column, first row, end column, end row
};
