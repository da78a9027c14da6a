#include "reconstruction/model/pickle_reader.h"

#include <bit>
#include <unordered_map>

#include "reconstruction/core/error.h"
#include "reconstruction/model/message_text.h"
#include "reconstruction/model/pickle_globals.h"

namespace fsm::pickle {

namespace {

// A checkpoint of a large model with optimizer state has some ten thousand nodes.
constexpr size_t kMaxNodes = 1'000'000;
constexpr size_t kMaxTensors = 200'000;
constexpr size_t kMaxOpenMarks = 4096;
constexpr size_t kMaxArguments = 16;  // the longest call of the known functions has eight
constexpr size_t kMaxDimensions = 32;
constexpr size_t kMaxStorageKey = 256;
constexpr size_t kMaxGlobalName = 1024;

/// Instructions of the pickle machine, protocols 2 to 5 (Python's pickletools names them so).
enum Op : uint8_t {
  kMark = '(',
  kStop = '.',
  kPop = '0',
  kPopMark = '1',
  kBinFloat = 'G',
  kBinInt = 'J',
  kBinInt1 = 'K',
  kBinInt2 = 'M',
  kNone = 'N',
  kBinPersId = 'Q',
  kReduce = 'R',
  kBinString = 'T',
  kShortBinString = 'U',
  kBinUnicode = 'X',
  kAppend = 'a',
  kBuild = 'b',
  kGlobal = 'c',
  kDict = 'd',
  kAppends = 'e',
  kBinGet = 'h',
  kLongBinGet = 'j',
  kList = 'l',
  kBinPut = 'q',
  kLongBinPut = 'r',
  kSetItem = 's',
  kTuple = 't',
  kSetItems = 'u',
  kEmptyTuple = ')',
  kEmptyList = ']',
  kEmptyDict = '}',
  kBinBytes = 'B',
  kShortBinBytes = 'C',
  kProto = 0x80,
  kTuple1 = 0x85,
  kTuple2 = 0x86,
  kTuple3 = 0x87,
  kNewTrue = 0x88,
  kNewFalse = 0x89,
  kLong1 = 0x8A,
  kShortBinUnicode = 0x8C,
  kBinUnicode8 = 0x8D,
  kBinBytes8 = 0x8E,
  kEmptySet = 0x8F,
  kAddItems = 0x90,
  kFrozenSet = 0x91,
  kStackGlobal = 0x93,
  kMemoize = 0x94,
  kFrame = 0x95
};

class Machine {
 public:
  Machine(std::span<const uint8_t> bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  Document run() {
    if (bytes_.size() < 2 || bytes_[0] != kProto) damaged("its description does not start like one");
    for (;;) {
      const auto op = static_cast<uint8_t>(number(1));
      if (op == kStop) break;
      step(op);
    }
    document_.root = pop();
    return std::move(document_);
  }

 private:
  [[noreturn]] void damaged(const std::string& what) const {
    throw Error(ErrorCode::fileDamaged, file_ + " is damaged: " + what + ". Copy or download it again.",
                "pickle position " + std::to_string(at_));
  }
  [[noreturn]] void unsupported(const std::string& what) const {
    throw Error(ErrorCode::unsupported, file_ + " " + what, "pickle position " + std::to_string(at_));
  }

  // --- the bytes
  std::span<const uint8_t> take(uint64_t count) {
    if (count > bytes_.size() - at_) damaged("its description ends too early");
    const auto out = bytes_.subspan(at_, count);
    at_ += count;
    return out;
  }
  /// Little-endian, unsigned, of up to eight bytes.
  uint64_t number(size_t byteCount) {
    uint64_t value = 0;
    const auto raw = take(byteCount);
    for (size_t i = 0; i < raw.size(); ++i) value |= static_cast<uint64_t>(raw[i]) << (8 * i);
    return value;
  }
  std::string_view line() {
    const size_t begin = at_;
    while (number(1) != '\n')
      if (at_ - begin > kMaxGlobalName) damaged("a name in its description is too long");
    return {reinterpret_cast<const char*>(bytes_.data()) + begin, at_ - begin - 1};
  }

  // --- the stack
  NodeId add(Node node) {
    if (document_.nodes.size() >= kMaxNodes) unsupported("describes more values than any checkpoint needs. It is not read.");
    document_.nodes.push_back(std::move(node));
    return static_cast<NodeId>(document_.nodes.size() - 1);
  }
  void push(NodeId id) { stack_.push_back(id); }
  void pushNew(Kind kind, int64_t integer = 0) { push(add({kind, integer, 0, {}, {}})); }
  void pushText(std::span<const uint8_t> text) {
    push(add({Kind::text, 0, 0, std::string(reinterpret_cast<const char*>(text.data()), text.size()), {}}));
  }
  size_t floorOfStack() const { return marks_.empty() ? 0 : marks_.back(); }
  NodeId pop() {
    if (stack_.size() <= floorOfStack()) damaged("its description takes a value that is not there");
    const NodeId id = stack_.back();
    stack_.pop_back();
    return id;
  }
  NodeId top() const {
    if (stack_.size() <= floorOfStack()) damaged("its description takes a value that is not there");
    return stack_.back();
  }
  std::vector<NodeId> popToMark() {
    if (marks_.empty()) damaged("its description closes a list that was not opened");
    const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<NodeId> items(begin, stack_.end());
    stack_.erase(begin, stack_.end());
    marks_.pop_back();
    return items;
  }
  Node& node(NodeId id) { return document_.nodes[id]; }
  /// A copy, because nodes move; the limit keeps copies of a shared huge tuple from costing hours.
  std::vector<NodeId> shortTuple(NodeId id, const char* what) {
    const Node& tuple = expect(id, Kind::tuple, what);
    if (tuple.items.size() > kMaxArguments) damaged(std::string(what) + " in its description is too long");
    return tuple.items;
  }
  Node& expect(NodeId id, Kind kind, const char* what) {
    if (node(id).kind != kind) damaged(std::string(what) + " in its description has the wrong kind");
    return node(id);
  }

  // --- instructions
  void step(uint8_t op) {
    if (!stepValue(op) && !stepContainer(op) && !stepMemo(op) && !stepCall(op))
      unsupported(
          "uses an instruction of Python's pickle format that weights do not need. "
          "Save its tensors alone, with torch.save(model.state_dict(), ...) or as safetensors.");
  }
  bool stepValue(uint8_t op);
  bool stepContainer(uint8_t op);
  bool stepMemo(uint8_t op);
  bool stepCall(uint8_t op);

  void pushSequence(Kind kind, std::vector<NodeId> items) { push(add({kind, 0, 0, {}, std::move(items)})); }
  void pushTuple(size_t count) {
    std::vector<NodeId> items(count);
    for (size_t i = count; i-- > 0;) items[i] = pop();
    pushSequence(Kind::tuple, std::move(items));
  }
  void append(Kind kind, std::span<const NodeId> items) {
    Node& target = expect(top(), kind, "a container");
    target.items.insert(target.items.end(), items.begin(), items.end());
  }
  void appendPairs(std::span<const NodeId> items) {
    if (items.size() % 2 != 0) damaged("a dictionary in its description has a key without a value");
    append(Kind::dict, items);
  }
  void pushLong();
  void global(std::string_view module, std::string_view name);
  void stackGlobal();
  void remember(uint64_t slot, NodeId id);
  void recall(uint64_t slot);
  void build();

  // --- what the known functions stand for
  void reduce();
  void persistentId();
  void rebuildTensor(const std::vector<NodeId>& arguments, bool typed);
  std::vector<int64_t> integers(NodeId id);
  TensorType storageElementType(const Node& function) const;

  std::span<const uint8_t> bytes_;
  const std::string& file_;
  size_t at_ = 0;
  Document document_;
  std::vector<NodeId> stack_;
  std::vector<size_t> marks_;
  std::unordered_map<uint64_t, NodeId> memo_;
};

bool Machine::stepValue(uint8_t op) {
  switch (op) {
    case kNone: pushNew(Kind::none); return true;
    case kNewTrue: pushNew(Kind::boolean, 1); return true;
    case kNewFalse: pushNew(Kind::boolean, 0); return true;
    case kBinInt: pushNew(Kind::integer, static_cast<int32_t>(number(4))); return true;
    case kBinInt1: pushNew(Kind::integer, static_cast<int64_t>(number(1))); return true;
    case kBinInt2: pushNew(Kind::integer, static_cast<int64_t>(number(2))); return true;
    case kLong1: pushLong(); return true;
    case kBinFloat: {
      uint64_t bits = 0;
      for (const uint8_t byte : take(8)) bits = bits << 8 | byte;  // the one big-endian number of the format
      push(add({Kind::real, 0, std::bit_cast<double>(bits), {}, {}}));
      return true;
    }
    case kShortBinUnicode:
    case kShortBinString:
    case kShortBinBytes: pushText(take(number(1))); return true;
    case kBinUnicode:
    case kBinString:
    case kBinBytes: pushText(take(number(4))); return true;
    case kBinUnicode8:
    case kBinBytes8: pushText(take(number(8))); return true;
    default: return false;
  }
}

void Machine::pushLong() {
  const auto raw = take(number(1));
  if (raw.size() > 8) {  // a random seed, say: nothing that weights need
    pushNew(Kind::opaque);
    return;
  }
  uint64_t value = !raw.empty() && (raw.back() & 0x80) ? ~uint64_t{0} : 0;
  for (size_t i = raw.size(); i-- > 0;) value = value << 8 | raw[i];
  pushNew(Kind::integer, static_cast<int64_t>(value));
}

bool Machine::stepContainer(uint8_t op) {
  switch (op) {
    case kMark:
      if (marks_.size() >= kMaxOpenMarks) unsupported("nests its values deeper than any checkpoint needs. It is not read.");
      marks_.push_back(stack_.size());
      return true;
    case kPop: pop(); return true;
    case kPopMark: popToMark(); return true;
    case kEmptyTuple: pushTuple(0); return true;
    case kTuple1: pushTuple(1); return true;
    case kTuple2: pushTuple(2); return true;
    case kTuple3: pushTuple(3); return true;
    case kTuple: pushSequence(Kind::tuple, popToMark()); return true;
    case kEmptyList: pushNew(Kind::list); return true;
    case kList: pushSequence(Kind::list, popToMark()); return true;
    case kAppend: {
      const NodeId item = pop();
      append(Kind::list, {&item, 1});
      return true;
    }
    case kAppends: append(Kind::list, popToMark()); return true;
    case kEmptySet: pushNew(Kind::set); return true;
    case kFrozenSet: pushSequence(Kind::set, popToMark()); return true;
    case kAddItems: append(Kind::set, popToMark()); return true;
    case kEmptyDict: pushNew(Kind::dict); return true;
    case kDict: {
      const auto items = popToMark();
      pushNew(Kind::dict);
      appendPairs(items);
      return true;
    }
    case kSetItem: {
      const NodeId value = pop();
      const NodeId pair[] = {pop(), value};
      appendPairs(pair);
      return true;
    }
    case kSetItems: appendPairs(popToMark()); return true;
    default: return false;
  }
}

bool Machine::stepMemo(uint8_t op) {
  switch (op) {
    case kBinPut: remember(number(1), top()); return true;
    case kLongBinPut: remember(number(4), top()); return true;
    case kMemoize: remember(memo_.size(), top()); return true;
    case kBinGet: recall(number(1)); return true;
    case kLongBinGet: recall(number(4)); return true;
    default: return false;
  }
}

void Machine::remember(uint64_t slot, NodeId id) {
  if (memo_.size() >= kMaxNodes) unsupported("describes more values than any checkpoint needs. It is not read.");
  memo_[slot] = id;
}

void Machine::recall(uint64_t slot) {
  const auto found = memo_.find(slot);
  if (found == memo_.end()) damaged("its description refers to a value that was not stored");
  push(found->second);
}

bool Machine::stepCall(uint8_t op) {
  switch (op) {
    case kProto:
      if (number(1) > 5) unsupported("is written in a newer pickle protocol than 5. Save it again with pickle_protocol=2.");
      return true;
    case kFrame:
      if (number(8) > bytes_.size() - at_) damaged("its description ends too early");
      return true;
    case kGlobal: {
      const auto module = line();
      global(module, line());
      return true;
    }
    case kStackGlobal: stackGlobal(); return true;
    case kBinPersId: persistentId(); return true;
    case kReduce: reduce(); return true;
    case kBuild: build(); return true;
    default: return false;
  }
}

void Machine::global(std::string_view module, std::string_view name) {
  const auto place = findGlobal(module, name);
  if (!place)
    unsupported(
        "wants to call " + quotedForMessage(std::string(module) + "." + std::string(name)) +
        "; nothing was executed. Do not trust the file, or save its tensors alone with torch.save(model.state_dict(), ...).");
  pushNew(Kind::function, static_cast<int64_t>(*place));
}

void Machine::stackGlobal() {
  const NodeId name = pop();
  const NodeId module = pop();
  global(expect(module, Kind::text, "a module name").text, expect(name, Kind::text, "a function name").text);
}

void Machine::build() {
  pop();  // attributes, as the `_metadata` of a state_dict: version numbers of layers
  if (node(top()).kind != Kind::dict)
    unsupported("sets attributes of something that is not a dictionary. Save its tensors alone.");
}

void Machine::reduce() {
  const NodeId packed = pop();
  const NodeId callee = pop();
  const std::vector<NodeId> arguments = shortTuple(packed, "a list of arguments");
  const Global& function = globalAt(static_cast<size_t>(expect(callee, Kind::function, "a function").integer));
  const auto passThrough = [&](Kind kind) {
    if (arguments.empty()) damaged("a value in its description has no content");
    expect(arguments[0], kind, "a value");
    push(arguments[0]);
  };
  switch (function.role) {
    case Role::orderedDict:
      if (!arguments.empty()) unsupported("holds an OrderedDict in a form of Python 2. Save it again with Python 3.");
      return pushNew(Kind::dict);
    case Role::counter:
      if (arguments.empty()) return pushNew(Kind::dict);
      return passThrough(Kind::dict);
    case Role::setOf:
      if (arguments.empty()) return pushNew(Kind::set);
      return passThrough(Kind::list);
    case Role::size: return passThrough(Kind::tuple);
    case Role::encode: return passThrough(Kind::text);
    case Role::opaqueValue: return pushNew(Kind::opaque);
    case Role::rebuildTensor: return rebuildTensor(arguments, false);
    case Role::rebuildTensorTyped: return rebuildTensor(arguments, true);
    case Role::rebuildParameter: return passThrough(Kind::tensor);
    case Role::storageType:
    case Role::untypedStorage:
    case Role::elementType: break;
  }
  damaged("its description calls " + std::string(function.name) + ", which is not a function");
}

TensorType Machine::storageElementType(const Node& function) const {
  const Global& global = globalAt(static_cast<size_t>(function.integer));
  if (global.role == Role::untypedStorage) return TensorType::u8;
  if (global.role != Role::storageType) damaged("a storage in its description has no element type");
  return global.type;
}

/// ("storage", type, key, location, number of elements); the location (a device) does not matter here.
void Machine::persistentId() {
  const std::vector<NodeId> parts = shortTuple(pop(), "a storage");
  if (parts.size() != 5) damaged("a storage in its description is incomplete");
  const std::string& word = expect(parts[0], Kind::text, "a storage").text;
  if (word != "storage") unsupported("refers to stored data of an unknown kind. Save its tensors alone.");
  Storage storage;
  storage.type = storageElementType(expect(parts[1], Kind::function, "a storage's type"));
  storage.key = expect(parts[2], Kind::text, "a storage's name").text;
  storage.elements = expect(parts[4], Kind::integer, "a storage's size").integer;
  if (storage.key.empty() || storage.key.size() > kMaxStorageKey || storage.elements < 0)
    damaged("a storage in its description is wrong");
  if (document_.storages.size() >= kMaxTensors) unsupported("holds more tensors than any checkpoint needs. It is not read.");
  pushNew(Kind::storage, static_cast<int64_t>(document_.storages.size()));
  document_.storages.push_back(std::move(storage));
}

std::vector<int64_t> Machine::integers(NodeId id) {
  const std::vector<NodeId>& items = expect(id, Kind::tuple, "a shape").items;
  if (items.size() > kMaxDimensions) damaged("a tensor in its description has too many dimensions");
  std::vector<int64_t> out;
  out.reserve(items.size());
  for (const NodeId item : items) out.push_back(expect(item, Kind::integer, "a size").integer);
  return out;
}

void Machine::rebuildTensor(const std::vector<NodeId>& arguments, bool typed) {
  const size_t needed = typed ? 7 : 6;
  if (arguments.size() < needed || arguments.size() > needed + 1) damaged("a tensor in its description is incomplete");
  TensorView view;
  view.storage = static_cast<uint32_t>(expect(arguments[0], Kind::storage, "a tensor's storage").integer);
  view.type = document_.storages[view.storage].type;
  view.offset = expect(arguments[1], Kind::integer, "a tensor's offset").integer;
  view.shape = integers(arguments[2]);
  view.stride = integers(arguments[3]);
  if (view.shape.size() != view.stride.size()) damaged("a tensor in its description has a wrong shape");
  if (typed) {
    const Node& type = expect(arguments[6], Kind::function, "an element type");
    const Global& global = globalAt(static_cast<size_t>(type.integer));
    if (global.role != Role::elementType) damaged("a tensor in its description has no element type");
    view.type = global.type;
  }
  if (document_.tensors.size() >= kMaxTensors) unsupported("holds more tensors than any checkpoint needs. It is not read.");
  pushNew(Kind::tensor, static_cast<int64_t>(document_.tensors.size()));
  document_.tensors.push_back(std::move(view));
}

}  // namespace

Document read(std::span<const uint8_t> bytes, const std::string& nameForMessages) {
  return Machine(bytes, nameForMessages).run();
}

}  // namespace fsm::pickle
