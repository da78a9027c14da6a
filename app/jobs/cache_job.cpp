#include "app/jobs/cache_job.h"

#include "app/jobs/import_job.h"
#include "app/jobs/output_path.h"
#include "reconstruction/core/error.h"
#include "training/data/capture_cache.h"

namespace fsm::jobs {

int cacheJob(const CacheRequest& request, Progress& progress) {
  if (request.longSide < 16 || request.longSide > 4096)
    throw Error(ErrorCode::badInput, "The long side of cached frames must be 16 to 4096 pixels.");
  if (request.mostFrames < 2) throw Error(ErrorCode::badInput, "A cache needs at least 2 frames.");
  checkOutputFile(request.file);
  progress.stage("Reading the source", 0.05);
  const Capture capture = importPosed(request.source);
  progress.stage("Decoding frames", 0.95);
  training::writeCaptureCache(capture, {request.longSide, request.mostFrames}, request.file, progress);
  return training::readCaptureCache(request.file).frames();
}

}  // namespace fsm::jobs
